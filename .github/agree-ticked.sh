#!/bin/sh
# Write down the agreements whose boxes are ticked in $BODY, and commit them on BRANCH.
# Usage: agree-ticked.sh BRANCH   (from a clean checkout of main; ACTOR, NUMBER and GH_TOKEN are set)
set -eu
branch=$1
remote=${PUSH_URL:-https://x-access-token:$GH_TOKEN@github.com/$GITHUB_REPOSITORY}
git fetch --quiet --depth 1 "$remote" "refs/heads/$branch"
head=$(git rev-parse FETCH_HEAD)
# The branch's content, with main's program.
git rm -r --quiet --cached docs print
rm -rf docs print/publications
git checkout --quiet "$head" -- docs mkdocs.yml print
told=$(mktemp)
failed=
printf '%s\n' "$BODY" | scripts/run agree --ticked - --by "GitHub @$ACTOR" >"$told" 2>&1 || failed=1
cat "$told"
records=docs/data/agreed
if [ -d "$records" ]; then
  kept=$(mktemp -d)
  cp -R "$records/." "$kept"
  git switch --quiet --force --detach "$head"
  rm -rf "$records"
  mkdir -p "$records"
  cp -R "$kept/." "$records"
  git add --all "$records"
  if ! git diff --cached --quiet; then
    git -c user.name='github-actions[bot]' \
      -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
      commit --quiet --message '两边看过，意思一样 Both languages read and agreed'
    git push --quiet "$remote" "HEAD:refs/heads/$branch"
  fi
fi
# Who ticked looks at the request, not at the workflow's log.
if [ -n "$failed" ]; then
  { echo '没有全部记下： Not all is noted:'; echo '```text'; head -c 20000 "$told"; echo '```'; } >"$told.md"
  gh pr comment "$NUMBER" --body-file "$told.md"
  exit 1
fi
