"""Results for readers: tables as text and files, articles with their findings marked."""
