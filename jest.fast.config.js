import base from './jest.config.js';

/** `npm run test:fast`: pure logic and single commands, for every save; `npm test` runs the rest too. */
export default {
  ...base,
  testPathIgnorePatterns: [
    ...base.testPathIgnorePatterns,
    // Processes, servers, git, whole backups and restores one after the other.
    '<rootDir>/__tests__/(process|model|double|providers|sources/repository)/',
    '<rootDir>/__tests__/vault/(backup|restore|verify|prune|repair)/(?!retention|plan|policy)',
    '<rootDir>/__tests__/(vault/read/golden|vault/format/recover|sources/artifacts/(source|restore))',
    '<rootDir>/__tests__/(release|docs/examples|commands/reading|store/double|aws/double)',
    '<rootDir>/__tests__/aws/(setup/setup|audit/command)',
  ],
};
