using System.Collections;
using System.Management.Automation;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Load;

namespace MySqlOps.Cmdlets.Load;

/// <summary>Copy-MySqlDatabase: copies databases from server to server, or under another name on the same, without files.</summary>
[Cmdlet(VerbsCommon.Copy, "MySqlDatabase", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(MySqlImport))]
public sealed class CopyMySqlDatabaseCommand : LoadCmdlet
{
    /// <summary>The server to copy from.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Server")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Source { get; set; } = null!;

    /// <summary>The server to copy to. It may be the same one, with -RenameDatabase.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ServerCompleter))]
    public ServerArgument Destination { get; set; } = null!;

    /// <summary>The account to use on the source in place of the one that its address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The account to use on the destination in place of the one that its address names.</summary>
    [Parameter]
    [Credential]
    public PSCredential? DestinationCredential { get; set; }

    /// <summary>The rows of single tables: database.table, and what stands after WHERE.</summary>
    [Parameter]
    public IDictionary? Where { get; set; }

    /// <summary>How long to wait for the lock under which the snapshot is taken, and for statements that would hold it up.</summary>
    [Parameter]
    [Duration(Least = 1, Most = 86_400)]
    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of data wanted in one transaction of the load.</summary>
    [Parameter]
    [ValidateRange(64 * 1024, 1024L * 1024 * 1024)]
    public long ChunkSize { get; set; } = ExportOptions.DefaultChunkBytes;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ReadNames() is not { } names)
            return;
        var folder = WorkingFolder;
        var load = Options(System.IO.Path.Combine(folder, "mysqlops-rejects"));
        var read = new ExportOptions
        {
            Path = "",
            Selection = Select(names.Databases, names.Tables),
            Content = Content,
            ThreadCount = ThrottleLimit,
            ChunkBytes = ChunkSize,
            Where = NameTable.Read(Where),
            IncludeUser = IncludeUser,
            LockTimeout = LockTimeout,
        };
        Run(async (pipeline, cancellationToken) =>
        {
            var source = await Source.ResolveAsync(Credential, folder, cancellationToken);
            var destination = await Destination.ResolveAsync(DestinationCredential, folder, cancellationToken);
            var copy = await DatabaseCopy.OpenAsync(source, destination, read, load, pipeline, TimeProvider.System, cancellationToken);
            await using (copy)
            {
                if (await LoadAsync(copy.Loader, destination, source.ToString(), pipeline, cancellationToken) is { } outcome)
                    pipeline.Output(outcome with { Warnings = [.. outcome.Warnings, .. copy.Export.Warnings] });
            }
        });
    }
}
