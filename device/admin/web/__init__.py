"""What every page uses: who may do what, forms, languages, static files, error pages."""
