/** Options by their long names, as `parseArgs` gives them. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
