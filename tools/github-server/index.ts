export { StandInAccount } from './account.ts';
export { StandInApp } from './apps.ts';
export { describedAs, describedBelow } from './schemas.ts';
export { startGithubServer, type Fault, type GitFault, type GithubServer } from './server.ts';
export {
  dependencyCounts,
  makeReference,
  makeRelease,
  makeRun,
  makeWorld,
  prose,
  timeAt,
  type World,
} from './world.ts';
