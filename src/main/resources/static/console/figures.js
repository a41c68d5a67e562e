// Draws the plots of the page of figures, from the tables of numbers below them. Without it the tables are there.

const css = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

function delay(ms) {
  if (ms < 1_000) {
    return Math.round(ms) + ' ms';
  }
  const seconds = ms / 1_000;
  if (seconds < 60) {
    return +seconds.toFixed(1) + ' s';
  }
  return seconds < 3_600 ? +(seconds / 60).toFixed(1) + ' min'
    : seconds < 86_400 ? +(seconds / 3_600).toFixed(1) + ' h' : +(seconds / 86_400).toFixed(1) + ' d';
}

const compact = new Intl.NumberFormat('en-GB', {notation: 'compact'});
const whole = new Intl.NumberFormat('en-GB');
const kinds = {
  count: {axis: value => compact.format(value), legend: value => whole.format(value), min: 10},
  percent: {axis: value => value + ' %', legend: value => +value.toFixed(1) + ' %', range: [0, 100]},
  ms: {axis: delay, legend: delay, min: 1_000},
};

// a time is the reader's, a day or a month is of UTC
const utc = seconds => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC');
const times = {
  day: {axis: {hour: '2-digit', minute: '2-digit'}, legend: {hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'short'}},
  month: {tzDate: utc, axis: {day: 'numeric', month: 'short', timeZone: 'UTC'}, legend: {day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC'}},
  year: {tzDate: utc, axis: {month: 'short', timeZone: 'UTC'}, legend: {month: 'short', year: 'numeric', timeZone: 'UTC'}},
};

const format = options => {
  const shown = new Intl.DateTimeFormat('en-GB', options);
  return at => at === null || at === undefined ? '' : shown.format(new Date(at * 1_000));
};

/** The columns of the table: the times in seconds, then each series; null where there is no value. */
function numbers(table) {
  const rows = [...table.tBodies[0].rows];
  const columns = [rows.map(row => Number(row.cells[0].dataset.at))];
  for (let i = 1; i < table.tHead.rows[0].cells.length; i++) {
    columns.push(rows.map(row => row.cells[i].dataset.value === undefined ? null : Number(row.cells[i].dataset.value)));
  }
  return columns;
}

function draw(plot) {
  const table = plot.parentElement.querySelector('table');
  const data = numbers(table);
  const kind = kinds[plot.dataset.kind];
  const time = times[plot.dataset.days];
  const colours = plot.dataset.colours.split(' ').map(css);
  const bars = plot.id === 'plot-deliveries';
  const axis = {stroke: css('soft'), grid: {stroke: css('line'), width: 1}, ticks: {stroke: css('line'), width: 1}, font: '12px system-ui, sans-serif'};
  const half = (data[0][1] - data[0][0]) / 2 || 0; // the first and the last bar are whole
  const series = [...table.tHead.rows[0].cells].slice(1).map((cell, i) => ({
    label: cell.textContent,
    stroke: colours[i],
    width: 2,
    dash: i === 0 ? [] : [[8, 4], [2, 3], [10, 3, 2, 3]][i - 1],
    points: {show: data[0].length < 40, size: 5, fill: css('panel')},
    value: (self, value, i, at) => at === null || at === undefined ? '' : value === null || value === undefined ? '–' : kind.legend(value),
    ...(bars && i === 0 && {paths: uPlot.paths.bars({size: [0.6, 40]}), fill: colours[0], width: 0, points: {show: false}}),
  }));
  const latest = data[0].length - 1; // the legend tells of it while the pointer is elsewhere
  return new uPlot({
    hooks: {
      ready: [self => self.setLegend({idx: latest})],
      setCursor: [self => self.cursor.idx === null && self.setLegend({idx: latest})],
    },
    width: plot.clientWidth,
    height: 220,
    ...(time.tzDate && {tzDate: time.tzDate}),
    cursor: {drag: {x: false, y: false}},
    scales: {x: {range: (self, low, high) => [low - half, high + half]}, y: {range: kind.range ?? ((self, low, high) => [0, Math.max(kind.min, (high ?? 0) * 1.1)])}},
    axes: [{...axis, values: (self, ticks) => ticks.map(format(time.axis))}, {...axis, size: 64, values: (self, ticks) => ticks.map(kind.axis)}],
    series: [{label: 'Time', value: (self, at) => format(time.legend)(at)}, ...series],
  }, data, plot);
}

const plots = [...document.querySelectorAll('.plot')].map(element => ({element, drawn: draw(element)}));

new ResizeObserver(() => plots.forEach(({element, drawn}) => {
  if (element.clientWidth > 0 && element.clientWidth !== drawn.width) {
    drawn.setSize({width: element.clientWidth, height: drawn.height});
  }
})).observe(document.getElementById('page'));

// the colours are those of the page
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => plots.forEach(plot => {
  plot.drawn.destroy();
  plot.drawn = draw(plot.element);
}));
