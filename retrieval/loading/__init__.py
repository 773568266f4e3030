"""Files to documents: one small reader a format, the same errors and limits for all."""

from retrieval.loading.errors import LoadingError
from retrieval.loading.folder import LoadResult, load_file, load_folder, load_paths, pages_without_text
from retrieval.loading.limits import Limits

__all__ = ["Limits", "LoadResult", "LoadingError", "load_file", "load_folder", "load_paths", "pages_without_text"]
