def write(event, doing):
    pass
