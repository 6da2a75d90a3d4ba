#!/bin/sh
# Renew the one open issue with a label, or open it.
# Usage: renew-issue.sh TITLE LABEL BODY-FILE   (GH_TOKEN with issues)
set -eu
title=$1 label=$2 body=$3
# GitHub takes 65,536 characters; of Chinese, three bytes make one.
head -c 60000 "$body" | iconv -f UTF-8 -t UTF-8 -c >"$body.cut"
gh label create "$label" --force >/dev/null
number=$(gh issue list --state open --label "$label" --json number --jq '.[0].number // empty')
if [ -n "$number" ]; then
  gh issue edit "$number" --title "$title" --body-file "$body.cut"
else
  gh issue create --title "$title" --label "$label" --body-file "$body.cut"
fi
