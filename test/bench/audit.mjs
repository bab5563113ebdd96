// npm run bench:audit: how often the audit's 95% interval of the share of wrong labels covers the truth in 2,000 seeded runs,
// and its mean width, beside other ways to make one.
import { execFileSync } from 'node:child_process';
import { built } from './built.mjs';

execFileSync(process.execPath, [built('audit/coverage')], { stdio: 'inherit' });
