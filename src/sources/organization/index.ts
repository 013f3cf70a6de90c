/** The public interface of this folder. */
export { createOrganizationSource } from './organization.ts';
