/** Files that were written just now are not kept: their next change might not show in their times. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
}
