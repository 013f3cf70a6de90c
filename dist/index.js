/** What the runner starts. In syntax that every Node reads: see start.ts. */
import { start } from "./start.js";
void start('action');
