import base from './jest.config.js';

/** `npm run test:fast`: pure logic and single commands, for every save; `npm test` runs the rest too. */
export default {
  ...base,
  testPathIgnorePatterns: [
    ...base.testPathIgnorePatterns,
    // Processes, servers, git, whole backups and restores one after the other.
    '<rootDir>/__tests__/(process|model|repository|lfs|repair|github|double)/',
    '(command|drill|faults|interrupted|neighbours|scale|release|restore|hostile|runs|setup|prove|mark|verify|prune|proof)\\.test\\.ts$',
  ],
};
