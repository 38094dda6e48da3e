/** schema: the trajectory has its records, every call names a tool that exists, and its arguments fit. */
import { misfitOf } from '../../tool/parameter.ts';
import type { Check, Finding } from '../check.ts';

export const schema: Check = {
  id: 'schema',
  run: ({ trajectory, toolset }) => {
    const findings: Finding[] = [];
    if (trajectory.opened === undefined)
      findings.push({ step: undefined, reason: 'the record of what was served ("opened") is missing' });
    for (const { seq, tool: name, arguments: values, operation } of trajectory.calls) {
      const tool = toolset.byName.get(name);
      // A newer wording may have renamed a tool; what it did is in the operation, which replay checks.
      if (tool === undefined) {
        if (operation === undefined) findings.push({ step: seq, reason: `there is no tool "${name}"` });
        continue;
      }
      const misfit = misfitOf(tool.parameters, values);
      if (misfit !== undefined) findings.push({ step: seq, reason: `call of "${name}": ${misfit}` });
    }
    return findings;
  },
};
