// csv-parse's own types bring all of Node's globals with them, which the core must not see: the few that are used stand in csvParse.d.ts.
export { parse } from 'csv-parse/browser/esm/sync';
