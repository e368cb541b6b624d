"""Tests of the declarations: the sheet, its checks, its file, its deadlines."""
