/** The folders, one in the other, that a downloaded model lies in: its owner's, and one with its name, and its precision where that is not the whole one; two precisions of a model do not meet. */
export function folderName(repo: string, graph: string): readonly [string, string] {
  const slash = repo.indexOf('/');
  const kind = graph.slice(graph.lastIndexOf('/') + 1, -'.onnx'.length).replace(/^model/, '').replace(/^[_-]+/, '');
  const name = repo.slice(slash + 1);
  return [slash < 0 ? '_' : repo.slice(0, slash), kind === '' ? name : `${name}-${kind}`];
}
