/**
 * A shell script that puts what Postgres has into a folder beside: its image keeps data by major version,
 * /var/lib/postgresql/18/docker. Nothing with anything in it is deleted, however broken it looks. Arguments: where the data
 * are, and the name of the folder. Prints what was moved.
 */
export const putAside = `cd "$1"
for folder in [0-9]*; do
  test -d "$folder" || continue
  rmdir "$folder/docker" "$folder" 2>/dev/null || true
  test -d "$folder" || continue
  mkdir -p "$2" && mv "$folder" "$2/" && echo "$2/$folder"
done`
