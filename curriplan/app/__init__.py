"""The program without a face: session, derived results, commands, jobs, settings, texts."""
