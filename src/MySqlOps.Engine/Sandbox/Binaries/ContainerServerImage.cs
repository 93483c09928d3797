using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>
/// Gets a server out of a container image through docker or podman. No container ever runs: the image's files are taken out,
/// and mysqld then runs like any other, with the C library that came with it.
/// </summary>
internal sealed class ContainerServerImage(IProgramRunner programs, IOperationObserver observer, string image) : IServerGetter
{
    /// <summary>The environment variable that names another image.</summary>
    public const string Variable = "MYSQLOPS_IMAGE";

    /// <summary>A short name: which registry it comes from is the tool's own configuration.</summary>
    private const string DefaultImage = "mysql:9";

    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);
    private static readonly string[] Tools = ["docker", "podman"];

    private readonly DownloadStep _step = new(programs, observer);
    private string? _tool;

    /// <inheritdoc />
    public string Source => $"the container image {image}";

    /// <summary>The image to use on this machine.</summary>
    public static string ImageOfThisMachine() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : DefaultImage;

    /// <inheritdoc />
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
            return "container images hold servers for Linux";
        foreach (var tool in Tools)
        {
            // "info" asks the daemon, where there is one; "--version" would not.
            var call = new ProgramCall { FileName = tool, Arguments = ["info"], TimeLimit = Short };
            if (await programs.RunAsync(call, cancellationToken).ConfigureAwait(false) is { Succeeded: true })
            {
                _tool = tool;
                return null;
            }
        }

        return "neither docker nor podman is ready for use";
    }

    /// <inheritdoc />
    public async Task GetAsync(string root, string scratch, CancellationToken cancellationToken)
    {
        var tool = _tool ?? throw new InvalidOperationException("WhyNotAsync was not asked.");
        var archive = Path.Combine(scratch, "image.tar");
        var create = new ProgramCall { FileName = tool, Arguments = ["create", image, "mysqld"], TimeLimit = Long };
        var created = await _step.RunAsync($"fetching {image}", create, cancellationToken).ConfigureAwait(false);
        var container = created.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^1];
        try
        {
            var export = new ProgramCall { FileName = tool, Arguments = ["export", "--output", archive, container], TimeLimit = Long };
            await _step.RunAsync("taking the files out of the image", export, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            var remove = new ProgramCall { FileName = tool, Arguments = ["rm", container], TimeLimit = Short };
            await programs.RunAsync(remove, CancellationToken.None).ConfigureAwait(false);
        }

        var unpack = new ProgramCall
        {
            FileName = "tar",
            Arguments = ["--extract", "--file", archive, "--directory", root, "--no-same-owner", "--wildcards", "usr/bin/*", "usr/sbin/*", "usr/lib*", "usr/share/mysql*"],
            TimeLimit = Long,
        };
        await _step.RunAsync("unpacking the image", unpack, cancellationToken).ConfigureAwait(false);
    }
}
