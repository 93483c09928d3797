using MySqlOps.Engine.Connect;

namespace MySqlOps.Cmdlets.Dump;

/// <summary>What came down the pipeline for one server.</summary>
internal sealed class ExportRequest(MySqlServer server)
{
    /// <summary>The server.</summary>
    public MySqlServer Server { get; } = server;

    /// <summary>The databases that were named.</summary>
    public List<string> Databases { get; } = [];

    /// <summary>The tables that were named.</summary>
    public List<string> Tables { get; } = [];

    /// <summary>The server as part of a path.</summary>
    public string FolderName => Server.Endpoint.Replace(':', '_').Replace('/', '_').Replace('[', '_').Replace(']', '_').Trim('_');
}
