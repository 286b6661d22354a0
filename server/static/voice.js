// The board's voice: one sentence after the other, each with the server's leave, none cut off.

const CHIME = "nada";
const LEAD_SECONDS = 0.05; // between a decision and the first sample
const ASK_AGAIN_MS = 1_000;
const PATIENCE_MS = 20_000; // what could not be said until then stays unsaid; it stands on the screen
const FETCH_MS = 10_000;
const SETTLE_MS = 1_000; // a browser that allows sound does so by then

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// `clips`: names; `blocked(yes)`: whether the browser keeps the page silent; `saying(text)`: null at the end.
export function voiceOf(clips, { blocked, saying }) {
  const audio = new AudioContext();
  const decoded = new Map();
  let last = Promise.resolve();
  let unsaid = 0;

  const awake = () => audio.state === "running";

  function clip(name) {
    if (!decoded.has(name)) {
      const sound = fetched(name).then((data) => audio.decodeAudioData(data));
      sound.catch(() => decoded.delete(name));
      decoded.set(name, sound);
    }
    return decoded.get(name);
  }

  function play(sounds, parts) {
    const begins = audio.currentTime + LEAD_SECONDS;
    return Promise.all(
      parts.map(
        ([, at], place) =>
          new Promise((ended) => {
            const source = new AudioBufferSourceNode(audio, { buffer: sounds[place] });
            source.addEventListener("ended", ended);
            source.connect(audio.destination);
            source.start(begins + at);
          }),
      ),
    );
  }

  // `ask()` answers speak, wait or over; `wanted()`: whether the call still holds the cloth.
  async function attempt({ text, parts, ask, wanted }) {
    const patience = performance.now() + PATIENCE_MS;
    while (wanted() && performance.now() < patience) {
      if (awake()) {
        const sounds = await Promise.all(parts.map(([name]) => clip(name))).catch(() => null);
        const answer = sounds ? await ask().catch(() => "wait") : "wait";
        if (answer === "over") return;
        if (answer === "speak") {
          saying(text);
          await play(sounds, parts);
          saying(null);
          return;
        }
      }
      await pause(ASK_AGAIN_MS);
    }
  }

  function say(call) {
    unsaid += 1;
    last = last.then(() => attempt(call)).then(() => (unsaid -= 1));
    return last;
  }

  // After a touch: the chime tells whoever touched that it worked.
  async function unlock() {
    await audio.resume();
    last = last.then(async () => play([await clip(CHIME)], [[CHIME, 0]])).catch(() => null);
  }

  const tell = () => blocked(!awake());
  audio.addEventListener("statechange", tell);
  setTimeout(tell, SETTLE_MS);
  for (const name of clips) clip(name);
  return { say, unlock, busy: () => awake() && unsaid > 0 };
}

async function fetched(name) {
  const answer = await fetch(`/board/voice/${name}.wav`, { signal: AbortSignal.timeout(FETCH_MS) });
  if (!answer.ok) throw new Error(`no clip ${name}`);
  return answer.arrayBuffer();
}
