import base from './jest.config.js';

/** Tests against a real server, which the environment names: see __tests__/integration/server.ts. */
export default {
  ...base,
  testMatch: ['<rootDir>/__tests__/integration/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
};
