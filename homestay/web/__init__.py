"""What all pages share, and no rule of the village: access, forms, formats, headers, language, menu, error pages."""
