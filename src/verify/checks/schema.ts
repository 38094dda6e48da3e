/** schema: the trajectory has its records, every call names a tool that exists, and its arguments fit. */
import { misfitOf } from '../../tool/parameter.ts';
import type { Check, Finding } from '../check.ts';

export const schema: Check = {
  id: 'schema',
  run: ({ trajectory, toolset }) => {
    const findings: Finding[] = [];
    if (trajectory.opened === undefined)
      findings.push({ step: undefined, reason: 'the record of what was served ("opened") is missing' });
    for (const { seq, tool: name, arguments: values, operation, observation } of trajectory.calls) {
      const tool = toolset.byName.get(name);
      // A newer wording may have renamed a tool; what it did is in the operation, which replay checks.
      if (tool === undefined && operation !== undefined) continue;
      const misfit = tool === undefined ? undefined : misfitOf(tool.parameters, values);
      if (tool !== undefined && misfit === undefined) continue;
      const reason = tool === undefined ? `there is no tool "${name}"` : `call of "${name}": ${misfit}`;
      // Refused, as it had to be: an agent may get something wrong and then mend it.
      const refused = observation.status === 'invalid' && operation === undefined;
      findings.push(refused ? { step: seq, reason, severity: 'warning' } : { step: seq, reason });
    }
    return findings;
  },
};
