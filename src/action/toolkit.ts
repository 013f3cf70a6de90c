/** What the action uses of @actions/core: named one by one, so that the bundle holds nothing else of it. */
export { getInput, setOutput, setSecret, summary } from '@actions/core';
