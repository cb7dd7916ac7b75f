import * as vscode from 'vscode';

/**
 * What one word is in YAML: all of `example.com/v1`, not `v1`. Where a new word begins an editor asks for a list anew and leaves the
 * old one open until the answer is there; an Enter in that moment is taken by a value that is written whole already, and no line begins.
 */
export const yamlWord = /(?<![^\s{}[\],:"'])(?![-?#])[^\s{}[\],:"'](?:[^\s{}[\],:"']|:(?=\S))*/;

/** What else VS Code knows of the language stays. */
export function setYamlWords(): vscode.Disposable {
  return vscode.languages.setLanguageConfiguration('yaml', { wordPattern: yamlWord });
}
