"""Courses: the editable grid."""
