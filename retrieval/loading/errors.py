"""Why a file could not be loaded: one Chinese line for an admin that names the file and says what to do."""

from __future__ import annotations

MESSAGES = {
    "missing": "找不到这个文件，请检查路径。",
    "missing_folder": "找不到这个文件夹，请检查路径。",
    "outside": "不在文件夹里面（路径里有 .. 或链接），没有读。请把文件直接放进文件夹。",
    "unreadable": "打不开（{reason}）。请检查文件的权限，或重新复制一份。",
    "unsupported": "不认识的格式。支持 {formats}，请另存为其中一种。",
    "convert": "这种格式不收。请打开它，另存为 {wanted}。",
    "packed": "是压缩包。请先解压，再放进里面的文件。",
    "picture": "是图片。请做成 PDF（打印或另存为 PDF）再放进来。",
    "old_office": "是旧版格式。请用 Word、Excel、PowerPoint 或 WPS 打开，另存为 {wanted}。",
    "macros": "是带宏的格式，不收。请另存为不带宏的 {wanted}。",
    "wrong_extension": "扩展名不对：内容其实是 {actual}。请改正扩展名，或另存为 {wanted}。",
    "empty": "是空的，没有文字。请检查是不是传错了文件。",
    "no_text": "没有读出文字（可能是扫描件或只有图片）。请先安装识别组件（README 的 ocr），或上传有文字的版本。",
    "not_text": "不是文字，或者编码不认识。请另存为 UTF-8 编码的文本。",
    "broken": "已损坏，打不开。请重新导出或重新上传一份。",
    "password": "加了密码，打不开。请去掉密码后再上传。",
    "too_large": "太大（{size} MB，最多 {limit} MB）。请拆成几个文件。",
    "unpacks_too_large": "解压后太大（超过 {limit} MB），像是压缩炸弹，没有读。请拆成几个文件。",
    "too_long": "文字太多（超过 {limit} 字）。请拆成几个文件。",
    "too_many_pages": "有 {count} 页，最多 {limit} 页。请拆成几个文件。",
    "too_many_rows": "超过 {limit} 行。请拆成几个文件，或只留要用的行。",
    "entities": "里面有外部实体或文档类型声明（DTD），不安全，没有读。请用 Word 或 WPS 重新另存。",
    "too_slow": "{limit} 秒还没有读完，放弃了。请拆成几个文件，或重新导出一份。",
    "too_hungry": "读的时候用掉太多内存，放弃了。请拆成几个文件，或重新导出一份。",
    "manifest": "清单写错了：{reason}。请按 README 里的例子改正。",
    "manifest_missing": "清单里写了，文件夹里没有。请放进文件，或从清单里删掉。",
    "same_id": "编号 {id} 和 {other} 重复，没有读。请改文件名，或在清单里写不同的 id。",
}


class LoadingError(Exception):
    """A file that was not taken. ``str(error)`` is the whole line; ``key`` tells the kind."""

    def __init__(self, file: str, key: str, **variables: object) -> None:
        super().__init__(file, key, variables)
        self.file = file
        self.key = key
        self.variables = variables

    def about(self, file: str) -> LoadingError:
        """The same of a file that people know by another name."""
        return LoadingError(file, self.key, **self.variables)

    def __str__(self) -> str:
        return f"{self.file}：{MESSAGES[self.key].format(**self.variables)}"
