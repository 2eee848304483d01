"""Documents and tables as files: .docx, .xlsx and .csv."""
