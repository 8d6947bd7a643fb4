// SPDX-License-Identifier: Apache-2.0

// Shows the status of a network as a table, which is complete without colors, too.

const NONE = '–';
const GREEN = 32;
const YELLOW = 33;
const RED = 31;
const FAINT = 2;

const STATE_COLORS = { running: GREEN, syncing: YELLOW, silent: RED, stopped: RED };
/** The largest usual distance between the best and the last final block. */
const USUAL_LAG = 4;

const number = (value) => (value === undefined ? NONE : value.toLocaleString('en'));
const lagOf = ({ height, finalized }) => (height === undefined ? undefined : height - finalized);

/** The heading, the cells and the optional colors of each column. */
const COLUMNS = [
  { head: 'node', cell: ({ name }) => name },
  { head: 'role', cell: ({ role }) => role },
  { head: 'state', cell: ({ state }) => state, color: ({ state }) => STATE_COLORS[state] },
  { head: 'in set', cell: ({ inSet }) => (inSet === undefined ? NONE : inSet ? 'yes' : 'no') },
  { head: 'height', cell: ({ height }) => number(height), right: true },
  { head: 'final', cell: ({ finalized }) => number(finalized), right: true },
  {
    head: 'lag',
    cell: (status) => number(lagOf(status)),
    color: (status) => (lagOf(status) > USUAL_LAG ? YELLOW : undefined),
    right: true,
  },
  {
    head: 'peers',
    cell: ({ peers }) => number(peers),
    color: ({ peers }) => (peers === 0 ? RED : undefined),
    right: true,
  },
  { head: 'authored', cell: ({ authored }) => number(authored), right: true },
  { head: 'spec', cell: ({ spec }) => (spec === undefined ? NONE : String(spec)), right: true },
  { head: 'RPC', cell: ({ rpc }) => rpc },
];

/**
 * Returns the lines of the table.
 *
 * @param {object[]} statuses as {@link Network#statuses} gives them
 * @param {(code: number, text: string) => string} [paint] colors a text; it leaves it as it is by
 *   default
 */
export function tableOf(statuses, paint = (_, text) => text) {
  const cells = statuses.map((status) => COLUMNS.map(({ cell }) => cell(status)));
  const widths = COLUMNS.map(({ head }, column) =>
    Math.max(head.length, ...cells.map((row) => row[column].length)),
  );
  const pad = (text, column) =>
    COLUMNS[column].right ? text.padStart(widths[column]) : text.padEnd(widths[column]);
  const line = (parts) => `  ${parts.join('   ')}`.trimEnd();
  return [
    line(COLUMNS.map(({ head }, column) => paint(FAINT, pad(head, column)))),
    ...cells.map((row, place) =>
      line(
        row.map((text, column) => {
          const color = COLUMNS[column].color?.(statuses[place]);
          return color ? paint(color, pad(text, column)) : pad(text, column);
        }),
      ),
    ),
  ];
}

/** Summarizes the network in a sentence. */
export function summaryOf(statuses) {
  const alive = statuses.filter(({ height }) => height !== undefined);
  if (alive.length === 0) return 'No node runs.';
  const finals = alive.map(({ finalized }) => finalized);
  const lowest = Math.min(...finals);
  const highest = Math.max(...finals);
  const range = lowest === highest ? number(lowest) : `${number(lowest)} to ${number(highest)}`;
  return `${alive.length} of ${statuses.length} nodes run; final up to block ${range}.`;
}
