using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Topology.Saved;

/// <summary>A topology as JSON, to be read by programs and held against a later one. It holds no password.</summary>
internal static class TopologyFile
{
    private const string Format = "mysqlops-topology";
    private const int Version = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Default,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The file's text.</summary>
    public static string Write(IReadOnlyList<MySqlTopologyNode> nodes, DateTimeOffset time) =>
        JsonSerializer.Serialize(new SavedTopology { Format = Format, Version = Version, Time = time, Nodes = [.. nodes.Select(SavedNode.Of)] }, Options) + "\n";

    /// <summary>Reads a file.</summary>
    /// <exception cref="MySqlOpsException">FileFailed; TopologyFileInvalid.</exception>
    public static async Task<IReadOnlyList<MySqlTopologyNode>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"The topology in {path} can't be read: {e.Message}", path, e);
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="MySqlOpsException">TopologyFileInvalid.</exception>
    public static IReadOnlyList<MySqlTopologyNode> Parse(string text, string path)
    {
        try
        {
            var saved = JsonSerializer.Deserialize<SavedTopology>(text, Options);
            if (saved is not { Format: Format, Version: Version, Nodes: { } nodes } || nodes.Any(static node => node is null))
                throw new MySqlOpsException(ErrorId.TopologyFileInvalid, $"{path} is no topology that Export-MySqlTopology of this version has written.", path);
            return [.. nodes.Select(static node => node.ToNode())];
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new MySqlOpsException(ErrorId.TopologyFileInvalid, $"{path} is no topology that Export-MySqlTopology has written: {e.Message}", path, e);
        }
    }

    /// <summary>The server of a saved node: without a password, which no file holds.</summary>
    internal static MySqlServer Server(string host, int port, string? socket, string user) => new() { Host = host, Port = port, Socket = socket, User = user };
}
