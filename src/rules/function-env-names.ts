import { type Report, defineRule, reservedVariables, variableName, variablesOf } from './define.js';

/** Lambda takes no function whose variables have names that are its own. */
export default defineRule({
  id: 'function-env-names',
  title: 'Environment variables have names that Lambda takes',
  severity: 'error',
  pillar: 'reliability',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html',
  ],
  peers: { 'cfn-lint': ['E3663'] },
  options: {},

  on: 'function',
  check(fn, { graph, report }) {
    // Whether there are any is asked aloud: what can't be told is undecided.
    if (fn.environment.state !== 'known') return;
    for (const { name, value, key } of variablesOf(fn, graph)) {
      if (value.state === 'absent') continue;
      const fault = faultOf(name);
      if (fault !== undefined) report({ at: { at: key }, subject: name, ...fault(fn.name, name) });
    }
  },
});

type Fault = (fn: string, name: string) => Pick<Report, 'message' | 'help' | 'label'>;

function faultOf(name: string): Fault | undefined {
  if (reservedVariables.has(name)) return isReserved;
  return variableName.test(name) ? undefined : isMisspelt;
}

const isReserved: Fault = (fn, name) => ({
  message: `${fn} sets the environment variable ${name}, which Lambda sets itself, so the deployment fails`,
  help: `leave ${name} out, since the code finds it set, or give yours another name`,
  label: 'reserved',
});

const isMisspelt: Fault = (fn, name) => ({
  message: `${fn} sets the environment variable ${name}, a name that Lambda does not take, so the deployment fails`,
  help: 'take a letter first, and letters, digits and underscores behind it, two characters at least',
  label: 'not taken',
});
