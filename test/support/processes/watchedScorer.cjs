// The scorer, watched: appends a line to the file LOG before every batch that it begins, and after every one that it has told of.
const { appendFileSync } = require('node:fs');

const { LOG, WATCHED } = process.env;
const send = process.send.bind(process);
process.send = (message, ...rest) => {
  const { method, params } = message;
  const write = (what, positions) => appendFileSync(LOG, `${JSON.stringify({ pid: process.pid, what, count: positions.length })}\n`);
  const body = Array.isArray(params) ? params[0] : params;
  if (method === 'batch') write('begun', body.positions);
  const sent = send(message, ...rest);
  if (method === 'scored') write('told', body.items);
  return sent;
};
require(WATCHED);
