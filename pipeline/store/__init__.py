"""Files: sources in; kept readings; tables, workbook and review page out, all or nothing."""
