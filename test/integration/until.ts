/** Resolves when the condition holds. What VS Code says of tabs and documents follows a command, it does not come with it. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, patience = 5000): Promise<void> {
  for (const end = Date.now() + patience; !(await holds()); ) {
    if (Date.now() > end) throw new Error(`Not in ${patience} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
