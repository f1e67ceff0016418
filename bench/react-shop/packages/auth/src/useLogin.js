import { useReducer } from 'react';
import { ask, logIn } from '@myapp/api';

const FRESH = {
  phone: '',
  /** The sent code: { challengeId, phone, demoCode, resendAt, isSpent }. `resendAt` is on the clock of performance.now(). */
  sent: null,
  /** The pending request: 'submit' or 'resend'. There is at most one. */
  pending: null,
  problem: null,
  /** Counts the times that the form waits for the shopper again. */
  turns: 0,
};

const SPENT = ['code_expired', 'too_many_tries', 'challenge_unknown'];

/** A login in progress: its requests and their answers. */
export function useLogin() {
  const [state, set] = useReducer((state, change) => ({ ...state, ...change }), FRESH);
  const turn = (change) => set({ pending: null, turns: state.turns + 1, ...change });

  const run = async (pending, change, work) => {
    if (state.pending) return;
    set({ pending, problem: null, ...change });
    try {
      turn(await work());
    } catch (error) {
      const isSpent = SPENT.includes(error.code);
      turn({ problem: error.message, ...(state.sent && isSpent && { sent: { ...state.sent, isSpent } }) });
    }
  };
  const requestCode = async (phone, resendOf) => {
    const challenge = await ask('/api/auth/code', { method: 'POST', body: { phone, resendOf } });
    return { sent: { ...challenge, isSpent: false, resendAt: performance.now() + (challenge.resendAfterMs ?? 30_000) } };
  };

  return {
    ...state,
    submitPhone: (phone) => run('submit', { phone }, () => requestCode(phone)),
    submitCode: (typed) => {
      const code = typed.replace(/\D/g, '');
      if (code.length !== 6) return turn({ problem: 'Please enter the six digits of the code.' });
      return run('submit', {}, () => logIn(state.sent.challengeId, code));
    },
    // A spent code is not replaced but dropped, so there is no wait.
    resend: () => run('resend', {}, () => requestCode(state.sent.phone, state.sent.isSpent ? undefined : state.sent.challengeId)),
    changeNumber: () => state.pending || turn({ sent: null, problem: null }),
  };
}
