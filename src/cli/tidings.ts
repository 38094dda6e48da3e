/** Tidings: one side tells that something happened, the other waits for it; what was told meanwhile is not lost. */

export interface Tidings {
  tell(): void;
  /** Nothing more will be told. */
  end(): void;
  /** Resolves at once where something was told since it was last asked, else when it is; with false after the end. */
  more(): Promise<boolean>;
}

export function createTidings(): Tidings {
  let told = false;
  let ended = false;
  let wake: (() => void) | undefined;
  const rouse = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    tell() {
      told = true;
      rouse();
    },
    end() {
      ended = true;
      rouse();
    },
    async more() {
      while (!told && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const news = told;
      told = false;
      return news || !ended;
    },
  };
}
