"""Run as `python -m navigator_ministack`, with ministack's own environment variables."""

from ministack.app import main

from navigator_ministack.replacements import replace_all

replace_all()
main()
