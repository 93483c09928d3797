namespace MySqlOps.Engine.Protocol;

/// <summary>The content of an upload could not be read to its end; the connection was closed, so that the server keeps nothing of it.</summary>
/// <param name="cause">Why.</param>
internal sealed class UploadBrokenException(Exception cause) : IOException("The content of the upload could not be read.", cause);
