export { startGithubServer, type Fault, type GithubServer } from './server.ts';
export { makeRelease, makeRun, makeWorld, prose, timeAt, type World } from './world.ts';
