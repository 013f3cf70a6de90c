export { startGithubServer, type Fault, type GithubServer } from './server.ts';
export {
  makeDiscussion,
  makeIssue,
  makeIssueComment,
  makePull,
  makeRelease,
  makeRun,
  makeWorld,
  prose,
  timeAt,
  type World,
} from './world.ts';
