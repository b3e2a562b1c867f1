"""How files of older versions become files of this one: one script a version."""
