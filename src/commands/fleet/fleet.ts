/** Mode fleet: plans the backups of all repositories of an account, and makes them, as a leg of the plan or all of them. */
import { HoldfastError } from '../../base/errors.ts';
import { checkVault, type Leg, parseLeg } from '../../fleet/leg.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { createNetwork } from '../../net/network.ts';
import { openGithub } from './account.ts';
import { type MakeBackup, runLeg } from './leg.ts';
import { planResult } from './plan-result.ts';
import { makePlan, wholeLeg } from './plan.ts';
import type { Command, Deps } from '../shared/command.ts';
import { endpointOf } from '../shared/summary-history.ts';
import { refuseStrangers } from '../shared/untrusted-event.ts';
import { openVault } from '../vault/vault.ts';

/** @param makeBackup the command backup */
export function fleetCommand(makeBackup: MakeBackup): Command {
  return async (inputs, outer) => {
    const given = legOf(inputs, outer);
    const network = createNetwork({ emit: outer.emit }, outer.env);
    const deps = { ...outer, leg: { network, context: {} } };
    deps.emit({ type: 'phase', name: 'Vault' });
    const vault = await openVault(inputs, deps);
    refuseStrangers(vault.workflow);
    const github = await openGithub(vault, inputs, deps);
    const shared = { vault, github, makeBackup, network };
    if (given !== undefined) return runLeg({ ...shared, leg: given }, inputs, deps);
    const plan = await makePlan(vault, github, inputs, deps);
    if (!inputs.apply) return planResult(plan, inputs, deps);
    return runLeg(
      { ...shared, leg: wholeLeg(plan, inputs, deps), listing: plan.fleet, refused: plan.refused },
      inputs,
      deps,
    );
  };
}

/** undefined: a plan is to be made. @throws bad-leg, plan-of-another-vault */
function legOf({ leg, bucket, prefix, ...inputs }: Inputs, { env }: Deps): Leg | undefined {
  // A job of the matrix that hands on nothing would otherwise plan, and be green.
  if (env['INPUT_LEG'] === '') throw withoutPlan();
  if (leg === 'none') return undefined;
  const parsed = parseLeg(leg);
  checkVault(parsed, { bucket, prefix, endpointUrl: endpointOf(inputs, env) });
  return parsed;
}

function withoutPlan(): HoldfastError {
  return new HoldfastError({
    code: 'bad-leg',
    message: 'leg: it is empty: this job was started without its plan.',
    why: 'An expression that names nothing is empty. A job that is to make a plan leaves `leg` out.',
    fix: 'Pass `leg: ${{ matrix.plan }}` in a job with `strategy: matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}`.',
  });
}
