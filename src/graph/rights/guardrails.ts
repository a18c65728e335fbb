import { denyAction } from '../../iam/guardrail-faults.js';
import { anyVerdict } from '../../iam/patterns.js';
import type { Verdict } from '../../values/text.js';
import type { Graph } from '../graph.js';

/** Whether some policy of an organisation in the template denies an action, be it under conditions. */
export const guardrailsDeny = (action: string, graph: Graph): Verdict =>
  anyVerdict(
    graph
      .all('policyHome')
      .filter((home) => home.holder.kind === 'organizationPolicy' && graph.exists(home))
      .flatMap((home) => home.documents())
      .map((document) => {
        if (document.state !== 'known') return document.state === 'unknown' ? 'maybe' : 'no';
        const { statements, unknowns } = document.value;
        return anyVerdict([denyAction(statements, action), unknowns.length > 0 ? 'maybe' : 'no']);
      }),
  );
