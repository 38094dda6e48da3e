/** Folders of people: what they say to an agent names files of theirs, and those name them. */

const HOME = /(?<![\p{L}\p{N}])(?:\/(?:home|Users)\/|[A-Za-z]:[\\/]Users[\\/])[^\s/\\"'`<>:;,()|]{1,64}/gu;

/** The text with the folder of a person in the place of each path to it: "~/notes.md" says as much. */
export function withoutHome(text: string): string {
  return text.replace(HOME, '~');
}
