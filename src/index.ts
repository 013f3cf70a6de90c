/** What the runner starts. In syntax that every Node reads: see start.ts. */
import { start } from './start.ts';

void start('action');
