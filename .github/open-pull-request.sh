#!/bin/sh
# Put what a form has changed on a branch of its own, open a pull request, start its checks.
# Usage: open-pull-request.sh BRANCH TITLE BODY-FILE [MORE-PATHS]   (GH_TOKEN with contents, pull requests, actions)
set -eu
branch=$1 title=$2 body=$3
shift 3
if [ -z "$(git status --porcelain)" ]; then
  echo "没有改动。 Nothing has changed."
  exit 0
fi
git config user.name 'github-actions[bot]'
git config user.email '41898282+github-actions[bot]@users.noreply.github.com'
git switch --create "$branch"
git add --all docs print mkdocs.yml "$@"
git commit --quiet --message "$title"
git push --quiet "${PUSH_URL:-https://x-access-token:$GH_TOKEN@github.com/$GITHUB_REPOSITORY}" "$branch"
gh pr create --head "$branch" --title "$title" --body-file "$body"
# A request that a workflow opens starts no checks by itself; asked for by name they run.
gh workflow run check.yml --ref "$branch"
