using System.Text.Json;
using System.Text.Json.Serialization;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>The file that keeps what a test of replicas has done. It is written anew after each table, in one step, and goes when the test is through. Only its owner may read it.</summary>
/// <param name="path">The file; null keeps nothing.</param>
/// <param name="test">What is tested and how.</param>
internal sealed class ReplicaDataFile(string? path, string test)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    private readonly List<ReplicaDataEntry> _entries = [];

    /// <summary>What is through of a replica.</summary>
    public IReadOnlyList<ReplicaDataEntry> Of(string replica) => [.. _entries.Where(entry => entry.Replica == replica)];

    /// <summary>Reads what an earlier run left.</summary>
    /// <exception cref="MySqlOpsException">ReplicaDataStateInvalid; FileFailed.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (path is null || !File.Exists(path))
            return;
        ReplicaDataProgress? progress;
        try
        {
            progress = JsonSerializer.Deserialize<ReplicaDataProgress>(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), Format);
        }
        catch (JsonException e)
        {
            throw new MySqlOpsException(ErrorId.ReplicaDataStateInvalid, $"'{path}' is not the progress of a test of replicas: {e.Message} Name another file with -Path.", path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"'{path}' can't be read: {e.Message}", path, e);
        }

        if (progress is not { Version: 1, Entries: not null } || progress.Test != test)
            throw new MySqlOpsException(ErrorId.ReplicaDataStateInvalid, $"'{path}' holds the progress of another test: other servers, objects or conditions. Delete it, or name another file with -Path.", path);
        _entries.AddRange(progress.Entries);
    }

    /// <summary>Notes an object that is through.</summary>
    /// <exception cref="MySqlOpsException">FileFailed.</exception>
    public async Task AddAsync(ReplicaDataEntry entry, CancellationToken cancellationToken)
    {
        _entries.Add(entry);
        if (path is null)
            return;
        try
        {
            await PrivateFile.ReplaceAsync(path, JsonSerializer.SerializeToUtf8Bytes(new ReplicaDataProgress { Test = test, Entries = _entries }, Format), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MySqlOpsException(ErrorId.FileFailed, $"'{path}' can't be written: {e.Message}", path, e);
        }
    }

    /// <summary>The test is through: the next one begins anew.</summary>
    public void Complete()
    {
        if (path is not null)
            File.Delete(path);
    }
}
