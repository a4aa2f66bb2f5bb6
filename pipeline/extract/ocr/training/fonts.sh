#!/bin/sh
# Fetches the free Thai families that Debian does not carry, as npm packages, into a folder: fonts.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"
for family in anuphan athiti bai-jamjuree chakra-petch charm chonburi fahkwang google-sans ibm-plex-sans-thai \
    ibm-plex-sans-thai-looped itim k2d kanit kodchasan koho krub maitree mali mitr noto-sans-thai \
    noto-sans-thai-looped pattaya playpen-sans-thai pridi prompt sriracha taviraj trirong; do
    [ -d "$family" ] && continue
    npm pack --silent "@fontsource/$family@5" > /dev/null
    mkdir "$family"
    tar -xzf fontsource-"$family"-*.tgz -C "$family" --strip-components=1
    rm fontsource-"$family"-*.tgz
done
