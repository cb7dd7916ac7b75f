/** So many names are offered at once; where there are more, those that fit what is typed, and the editor asks again. */
export const mostNames = 300;
